//! Where settings come from, and the sentence for one that cannot be taken.

use super::{FILE, KEYS};
use figment::Figment;
use figment::providers::{Env, Format as _, Toml};
use figment::value::Value;
use std::path::{Path, PathBuf};

/// Why the settings cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// The named file is not there.
    #[error("The settings file `{0}` is missing. Name another with --config, or leave it out.")]
    NoFile(PathBuf),
    /// The file is not TOML.
    #[error("The settings file cannot be read: {0}.")]
    BadFile(Box<figment::Error>),
    /// The file has a setting that does not exist.
    #[error("The settings file has `{key}`, which is no setting. The settings are: {}.", KEYS.join(", "))]
    Unknown {
        /// As in the file.
        key: String,
    },
    /// A value that the setting does not take.
    #[error("PAKMUD_{} is `{got}` ({source_name}); it takes {takes}.", key.to_uppercase())]
    Refused {
        /// As in the file.
        key: &'static str,
        /// The value.
        got: String,
        /// What it takes.
        takes: &'static str,
        /// From the file or the environment.
        source_name: String,
    },
}

/// The given settings, not yet checked.
pub(super) struct Reading(Figment);

impl Reading {
    /// The file and the environment.
    pub(super) fn new(file: Option<&Path>) -> Result<Self, SettingError> {
        let path = match file {
            Some(path) if !path.is_file() => return Err(SettingError::NoFile(path.to_owned())),
            Some(path) => Some(path),
            None => Some(Path::new(FILE)).filter(|path| path.is_file()),
        };
        let file = Self::known_only(
            path.map_or_else(Figment::new, |path| Figment::from(Toml::file_exact(path))),
        )?;
        Ok(Self(file.0.merge(Env::prefixed("PAKMUD_").only(&KEYS))))
    }

    /// A file's text alone.
    #[cfg(test)]
    pub(super) fn from_toml(text: &str) -> Result<Self, SettingError> {
        Self::known_only(Figment::from(Toml::string(text)))
    }

    fn known_only(file: Figment) -> Result<Self, SettingError> {
        let given: figment::value::Dict =
            file.extract().map_err(|e| SettingError::BadFile(Box::new(e)))?;
        match given.into_keys().find(|key| !KEYS.contains(&key.as_str())) {
            Some(key) => Err(SettingError::Unknown { key }),
            None => Ok(Self(file)),
        }
    }

    /// The setting, parsed; `None` where it is not given or empty.
    pub(super) fn take<T>(
        &self,
        key: &'static str,
        takes: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, SettingError> {
        self.take_shown(key, takes, parse, str::to_owned)
    }

    /// The same for a value that may hold a password, of which a sentence shows only the scheme.
    pub(super) fn take_secret<T>(
        &self,
        key: &'static str,
        takes: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, SettingError> {
        self.take_shown(key, takes, parse, |text| {
            format!("{}:…", text.split(':').next().unwrap_or_default())
        })
    }

    fn take_shown<T>(
        &self,
        key: &'static str,
        takes: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        show: impl Fn(&str) -> String,
    ) -> Result<Option<T>, SettingError> {
        let Ok(value) = self.0.find_value(key) else { return Ok(None) };
        let text = as_text(&value);
        if text.is_empty() {
            return Ok(None);
        }
        parse(&text).map(Some).ok_or_else(|| {
            let source_name = self
                .0
                .get_metadata(value.tag())
                .map_or_else(String::new, |source| source.name.to_string());
            SettingError::Refused { key, got: show(&text), takes, source_name }
        })
    }
}

/// The value as somebody would type it into the environment.
fn as_text(value: &Value) -> String {
    match value {
        Value::String(_, text) => text.trim().to_owned(),
        Value::Char(_, c) => c.to_string(),
        Value::Bool(_, yes) => yes.to_string(),
        Value::Num(_, number) => {
            let whole = number
                .to_u128()
                .map(|n| n.to_string())
                .or_else(|| number.to_i128().map(|n| n.to_string()));
            whole.or_else(|| number.to_f64().map(|n| n.to_string())).unwrap_or_default()
        }
        Value::Array(_, items) => items.iter().map(as_text).collect::<Vec<_>>().join(","),
        Value::Dict(..) => "a table".to_owned(),
        Value::Empty(..) => String::new(),
    }
}
