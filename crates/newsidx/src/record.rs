//! The annotation record: what was understood of a paragraph, as bytes. In: an `AnnotatedParagraph`. Out: the same.
//!
//! A record lies beside the text of its paragraph. It begins with its version; a reader refuses another one.

use newsidx_text::{AnnotatedParagraph, DateMention, Mention, ParagraphNo, Quantity, QuotationPart};

use crate::error::{Error, Result};

/// The version of the record. 1: sentence ends and mentions; 2: quotations, dates and quantities too.
const VERSION: u8 = 2;

/// What a record holds, in order.
type Parts = (Vec<u32>, Vec<Mention>, Vec<QuotationPart>, Vec<DateMention>, Vec<Quantity>);

/// Writes the record of a paragraph.
pub(crate) fn encode(paragraph: &AnnotatedParagraph) -> Result<Vec<u8>> {
    let parts =
        (&paragraph.sentence_ends, &paragraph.mentions, &paragraph.quotes, &paragraph.dates, &paragraph.quantities);
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
    let (sentence_ends, mentions, quotes, dates, quantities): Parts =
        postcard::from_bytes(body).map_err(|error| damaged("an annotation record is cut".to_owned()).because(error))?;
    let paragraph = AnnotatedParagraph { no, text, sentence_ends, mentions, quotes, dates, quantities };
    if !fits(&paragraph) {
        return Err(damaged("an annotation record does not fit its text".to_owned()));
    }
    Ok(paragraph)
}

/// Tells whether each span lies on character boundaries of the text.
fn fits(paragraph: &AnnotatedParagraph) -> bool {
    let mentions = paragraph.mentions.iter().map(|mention| mention.span);
    let quotes = paragraph.quotes.iter().map(|part| part.span);
    let dates = paragraph.dates.iter().map(|date| date.span);
    let quantities = paragraph.quantities.iter().map(|quantity| quantity.span);
    let mut spans = mentions.chain(quotes).chain(dates).chain(quantities);
    spans.all(|span| paragraph.text.get(span.range()).is_some())
}
