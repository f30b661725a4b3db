//! Builds zip files that no honest program writes: every field of every record can be set, and records can be left out
//! or put in between. What is not set is what the package's own writer would write.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

/// One entry, with each header's fields apart.
#[derive(Debug, Clone)]
pub struct Entry {
    pub local: Header,
    pub central: Header,
    pub content: Vec<u8>,
    /// Attributes in the central directory.
    pub attributes: u32,
    pub comment: Vec<u8>,
    /// Whether the directory lists it.
    pub listed: bool,
    /// The offset that the directory gives, where it is not the true one.
    pub offset: Option<u32>,
    /// Bytes before the local header.
    pub before: Vec<u8>,
}

/// The fields that both headers have.
#[derive(Debug, Clone)]
pub struct Header {
    pub needs: u16,
    pub flags: u16,
    pub method: u16,
    pub date: u16,
    pub crc32: u32,
    pub stored_bytes: u32,
    pub bytes: u32,
    pub name: Vec<u8>,
    pub extra: Vec<u8>,
}

/// A whole file.
#[derive(Debug, Clone, Default)]
pub struct Zip {
    pub entries: Vec<Entry>,
    /// Bytes between the last entry and the directory.
    pub before_directory: Vec<u8>,
    /// Bytes between the directory and the end record.
    pub before_end: Vec<u8>,
    pub comment: Vec<u8>,
    /// Entries that the end record claims, where that is not the true number.
    pub count: Option<u16>,
    /// Changes the finished end record.
    pub directory_offset: Option<u32>,
    pub directory_bytes: Option<u32>,
}

impl Entry {
    /// An honest entry.
    pub fn new(name: &str, content: &[u8]) -> Self {
        let header = Header {
            needs: 10,
            flags: if name.is_ascii() { 0 } else { 1 << 11 },
            method: 0,
            date: 0x21,
            crc32: crc32fast::hash(content),
            stored_bytes: content.len() as u32,
            bytes: content.len() as u32,
            name: name.as_bytes().to_vec(),
            extra: Vec::new(),
        };
        Self {
            local: header.clone(),
            central: header,
            content: content.to_vec(),
            attributes: 0o100_644 << 16,
            comment: Vec::new(),
            listed: true,
            offset: None,
            before: Vec::new(),
        }
    }

    /// Changes both headers alike.
    pub fn both(mut self, change: impl Fn(&mut Header)) -> Self {
        change(&mut self.local);
        change(&mut self.central);
        self
    }

    /// Gives both headers another name.
    pub fn named(self, name: &[u8]) -> Self {
        self.both(|header| header.name = name.to_vec())
    }
}

impl Zip {
    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut directory = Vec::new();
        let mut count = 0;
        for entry in &self.entries {
            out.extend_from_slice(&entry.before);
            let offset = out.len() as u32;
            out.extend_from_slice(b"PK\x03\x04");
            push_header(&mut out, &entry.local);
            out.extend_from_slice(&entry.local.name);
            out.extend_from_slice(&entry.local.extra);
            out.extend_from_slice(&entry.content);
            if entry.listed {
                count += 1;
                push_central(&mut directory, entry, entry.offset.unwrap_or(offset));
            }
        }
        out.extend_from_slice(&self.before_directory);
        let offset = out.len() as u32;
        out.extend_from_slice(&directory);
        out.extend_from_slice(&self.before_end);
        let count = self.count.unwrap_or(count);
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        for half in [count, count] {
            out.extend_from_slice(&half.to_le_bytes());
        }
        out.extend_from_slice(&self.directory_bytes.unwrap_or(directory.len() as u32).to_le_bytes());
        out.extend_from_slice(&self.directory_offset.unwrap_or(offset).to_le_bytes());
        out.extend_from_slice(&(self.comment.len() as u16).to_le_bytes());
        out.extend_from_slice(&self.comment);
        out
    }
}

fn push_central(directory: &mut Vec<u8>, entry: &Entry, offset: u32) {
    directory.extend_from_slice(b"PK\x01\x02");
    directory.extend_from_slice(&[45, 3]);
    push_header(directory, &entry.central);
    directory.extend_from_slice(&(entry.comment.len() as u16).to_le_bytes());
    directory.extend_from_slice(&[0; 4]);
    directory.extend_from_slice(&entry.attributes.to_le_bytes());
    directory.extend_from_slice(&offset.to_le_bytes());
    directory.extend_from_slice(&entry.central.name);
    directory.extend_from_slice(&entry.central.extra);
    directory.extend_from_slice(&entry.comment);
}

fn push_header(out: &mut Vec<u8>, header: &Header) {
    for half in [header.needs, header.flags, header.method, 0, header.date] {
        out.extend_from_slice(&half.to_le_bytes());
    }
    for word in [header.crc32, header.stored_bytes, header.bytes] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    for half in [header.name.len() as u16, header.extra.len() as u16] {
        out.extend_from_slice(&half.to_le_bytes());
    }
}
