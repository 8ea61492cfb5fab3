//! `schema`: what goes in and what comes out, as JSON Schema.

use rashomon::report::schema;

use super::args::Schema;
use super::choices::SchemaOf;
use super::{Done, Exit, output};

pub(crate) fn run(args: &Schema) -> Done {
    let schema = match args.of {
        SchemaOf::Claims => schema::claims(),
        SchemaOf::Report => schema::report(),
        SchemaOf::Codebook => schema::codebook(),
    };
    output::to_stdout(&mut |out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        writeln!(out)
    })?;
    Ok(Exit::Clean)
}
