//! The annotation record: what was understood of a paragraph, as bytes. In: an `AnnotatedParagraph`. Out: the same.
//!
//! A record lies beside the text of its paragraph. It begins with its version; a reader refuses another one.

use newsidx_text::{AnnotatedParagraph, Mention, ParagraphNo};

use crate::error::{Error, Result};

/// The version of the record. 1: sentence ends and mentions.
const VERSION: u8 = 1;

/// Writes the record of a paragraph.
pub(crate) fn encode(paragraph: &AnnotatedParagraph) -> Result<Vec<u8>> {
    let parts = (&paragraph.sentence_ends, &paragraph.mentions);
    postcard::to_extend(&parts, vec![VERSION])
        .map_err(|error| Error::engine("an annotation cannot be written").because(error))
}

/// Reads a record back for the text it was made of.
pub(crate) fn decode(record: &[u8], no: ParagraphNo, text: String) -> Result<AnnotatedParagraph> {
    let damaged =
        |what: String| Error::engine(what).hint("`newsidx rebuild` makes the records anew from the stored text");
    let Some((&VERSION, body)) = record.split_first() else {
        return Err(damaged(format!("an annotation record has version {:?}", record.first())));
    };
    let (sentence_ends, mentions): (Vec<u32>, Vec<Mention>) =
        postcard::from_bytes(body).map_err(|error| damaged("an annotation record is cut".to_owned()).because(error))?;
    let sound = mentions.iter().all(|mention| text.get(mention.span.range()).is_some());
    if !sound {
        return Err(damaged("an annotation record does not fit its text".to_owned()));
    }
    Ok(AnnotatedParagraph { no, text, sentence_ends, mentions })
}
