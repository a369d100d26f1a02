//! The state of the module: an archive, the files of it that are here, and the question.

use masthead_search::archive::{Archive, FileName, Shelf, install_dictionary, install_pinyin};
use masthead_search::fold;

use crate::json;
use crate::question;

/// So many bytes of files are kept from question to question.
const MOST_KEPT: usize = 24 << 20;

/// What a script talks to.
#[derive(Debug, Default)]
pub struct Desk {
    archive: Archive,
    shelf: Shelf,
}

impl Desk {
    /// Takes a message and gives the reply. What replies are empty where all is well say what is wrong.
    ///
    /// | kind | message | reply |
    /// |---|---|---|
    /// | 0 | the folding table's file | nothing, or why it cannot be used |
    /// | 1 | the entry file | nothing, or why it cannot be used; of another archive than before, it forgets all files |
    /// | 2 | a question, see [`question`] | the answer so far, see [`json`] |
    /// | 3 | a file's path, a zero byte, its bytes | nothing |
    /// | 4 | a file's path, a zero byte, why it could not be had | nothing |
    /// | 5 | nothing | nothing: what could not be had will be tried again |
    /// | 6 | the dictionary's file | nothing, or why it cannot be used |
    /// | 7 | the table of readings' file | nothing, or why it cannot be used |
    pub fn call(&mut self, kind: u32, message: Vec<u8>) -> Vec<u8> {
        match kind {
            0 => fold::install(&message).map_or_else(|error| error.to_string().into_bytes(), |()| Vec::new()),
            1 => self.open(&message),
            2 => self.ask(&message),
            6 if install_dictionary(&message) => Vec::new(),
            7 if install_pinyin(&message) => Vec::new(),
            6 | 7 => b"this is another file, or it is damaged".to_vec(),
            3 | 4 => {
                self.put(message, kind == 3);
                Vec::new()
            }
            _ => {
                self.shelf.forget_faults();
                if self.shelf.bytes() > MOST_KEPT {
                    self.shelf.clear();
                }
                Vec::new()
            }
        }
    }

    fn open(&mut self, bytes: &[u8]) -> Vec<u8> {
        match Archive::read(bytes) {
            Ok(archive) => {
                if archive != self.archive {
                    self.archive = archive;
                    self.shelf.clear();
                }
                Vec::new()
            }
            Err(fault) => fault.to_string().into_bytes(),
        }
    }

    fn ask(&self, message: &[u8]) -> Vec<u8> {
        let text = std::str::from_utf8(message).unwrap_or_default();
        json::answer(&self.archive.answer(&question::read(text), &self.shelf)).into_bytes()
    }

    fn put(&mut self, mut message: Vec<u8>, was_had: bool) {
        let Some(end) = message.iter().position(|&byte| byte == 0) else { return };
        let name = std::str::from_utf8(&message[..end]).ok().and_then(FileName::parse);
        let Some(name) = name else { return };
        message.drain(..=end);
        let fetched = if was_had { Ok(message) } else { Err(String::from_utf8(message).unwrap_or_default()) };
        self.shelf.put(name, fetched);
    }
}
