//! A desk that lends books.

/// What the library says, deep inside of this crate.
pub mod outside {
    pub mod library {
        include!(concat!(env!("OUT_DIR"), "/library.rs"));
    }
}

use outside::library::types::Book;

/// Returns the pages that a reader has to read.
pub fn pages(books: &[Book]) -> i32 {
    books.iter().map(|book| book.pages).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_are_read_from_json() {
        let json = r#"[{ "title": "Emma", "pages": 474 }, { "title": "Persuasion", "pages": 249 }]"#;
        let books: Vec<Book> = serde_json::from_str(json).unwrap();
        assert_eq!(pages(&books), 723);
    }
}
