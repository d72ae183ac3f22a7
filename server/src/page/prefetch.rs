//! Which pages a browser may fetch when somebody points at a link, so that following it takes no time.

/// Where the rules are, as the header `Speculation-Rules` of each page names them.
pub const ADDRESS: &str = "/prefetch-rules.json";
/// The header's value: the address, as a string of structured fields.
pub const HEADER: &str = "\"/prefetch-rules.json\"";

/// Pages that somebody goes on to. The map is not among them: pointing along its list asks for nothing.
/// An address that chooses a language would do so by being fetched, so it is not either.
pub const RULES: &str = r#"{"prefetch":[{"eagerness":"moderate","where":{"and":[
{"href_matches":["/districts/*","/schools/*","/items/*","/clusters/*","/overview","/overview/*"]},
{"not":{"href_matches":"/*\\?*lang=*"}}]}}]}"#;
