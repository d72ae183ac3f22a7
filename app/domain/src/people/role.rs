//! The roles that people have in the field's work.

use serde::{Deserialize, Serialize};

/// Roles of accounts. Source: `domain.md` §1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Writes for a district.
    #[serde(rename = "DR")]
    Reporter,
    /// Answers for a district.
    #[serde(rename = "DD")]
    Director,
    /// Adviser or expert.
    #[serde(rename = "RV")]
    Reviewer,
    /// Officer of the bureau that is responsible for an item.
    #[serde(rename = "BO")]
    BureauOfficer,
    /// Officer of the monitoring and evaluation bureau.
    #[serde(rename = "ME")]
    MonitoringOfficer,
    /// Leads the monitoring and evaluation bureau's officers.
    #[serde(rename = "ML")]
    MonitoringLead,
    /// Reads what is decided, and live counts.
    #[serde(rename = "EX")]
    Executive,
    /// Keeps accounts and imports; decides nothing.
    #[serde(rename = "AD")]
    Administrator,
}

impl Role {
    /// All, in the order of the table of roles.
    pub const ALL: [Self; 8] = [
        Self::Reporter,
        Self::Director,
        Self::Reviewer,
        Self::BureauOfficer,
        Self::MonitoringOfficer,
        Self::MonitoringLead,
        Self::Executive,
        Self::Administrator,
    ];

    /// The two-letter code in forms, imports and the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reporter => "DR",
            Self::Director => "DD",
            Self::Reviewer => "RV",
            Self::BureauOfficer => "BO",
            Self::MonitoringOfficer => "ME",
            Self::MonitoringLead => "ML",
            Self::Executive => "EX",
            Self::Administrator => "AD",
        }
    }

    /// The role with this code, in capitals.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Whether the role is one of a district, and so needs to know which.
    pub fn is_of_a_district(self) -> bool {
        matches!(self, Self::Reporter | Self::Director)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_to_their_role_as_data_too() {
        for role in Role::ALL {
            assert_eq!(Role::from_key(role.key()), Some(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.key()));
        }
        assert_eq!(Role::from_key("dr"), None);
    }
}
