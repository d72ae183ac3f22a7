//! `pakmud user`: accounts from the keyboard of the machine, the first administrator above all.

use crate::command::cli::{NewUser, UserCommand};
use crate::command::error::Error;
use crate::process::settings::Settings;
use backend::{AccountRecord, Accounts, Backend, Clock, Link, NewAccount, TypedAppointment};
use domain::kernel::error::FieldError;
use domain::people::account::{AccountName, AccountState};
use domain::people::appointment::Appointment;
use std::process::ExitCode;
use words::Lang;

/// Opens the database and does what is asked for.
pub async fn run(settings: &Settings, command: UserCommand) -> Result<ExitCode, Error> {
    let backend = Backend::open(&settings.database_url, Clock::system()).await?;
    let said = carry_out(&backend.accounts_of_operator(), settings, command).await;
    backend.close().await;
    print!("{}", said.map_err(|error| Error::Refused(sentence(&error)))?);
    Ok(ExitCode::SUCCESS)
}

/// What is said when it is done.
async fn carry_out(
    accounts: &Accounts,
    settings: &Settings,
    command: UserCommand,
) -> domain::Result<String> {
    match command {
        UserCommand::Add(new) => Ok(link(settings, &accounts.create(new_account(new)).await?)),
        UserCommand::List { search } => {
            Ok(accounts.list(&search).await?.iter().map(line).collect())
        }
        UserCommand::Disable { name } => {
            let account = find(accounts, &name).await?;
            accounts.disable(account.id, account.version).await?;
            Ok(format!("{}: disabled; all its sessions have ended.\n", account.name))
        }
        UserCommand::Reset { name } => {
            let account = find(accounts, &name).await?;
            Ok(link(settings, &accounts.new_link(account.id, account.version).await?))
        }
    }
}

async fn find(accounts: &Accounts, name: &str) -> domain::Result<AccountRecord> {
    let wrong = |reason| domain::Error::Invalid(vec![FieldError::new("name", reason)]);
    accounts.find(&AccountName::parse(name).map_err(wrong)?).await
}

fn new_account(new: NewUser) -> NewAccount {
    let role = if new.admin { Some("AD".to_owned()) } else { new.role };
    let appointment = TypedAppointment {
        role: role.unwrap_or_default(),
        district: new.district.unwrap_or_default(),
        items: String::new(),
        from: new.from.unwrap_or_default(),
        until: new.until.unwrap_or_default(),
    };
    let display_name = new.display_name.unwrap_or_else(|| new.name.clone());
    NewAccount { name: new.name, display_name, appointments: vec![appointment] }
}

/// The one-time link, which is shown this once.
fn link(settings: &Settings, link: &Link) -> String {
    format!(
        "{}: hand over this link. It works once, until {} UTC, and is not shown again.\n{}/invitation?token={}\n",
        link.name,
        link.until.format("%Y-%m-%d %H:%M"),
        settings.public_url,
        link.token.reveal(),
    )
}

/// An account in one line.
fn line(account: &AccountRecord) -> String {
    let state = match account.state() {
        AccountState::Disabled => "disabled",
        AccountState::NoPassword => "no password yet",
        AccountState::Open => "open",
    };
    let appointments: Vec<String> = account.appointments.iter().map(appointment).collect();
    format!(
        "{}\t{}\t{state}\t{}\n",
        account.name,
        account.display_name.as_str(),
        appointments.join(", ")
    )
}

fn appointment(one: &Appointment) -> String {
    let district = one.district().map_or_else(String::new, |slug| format!(" {slug}"));
    let until = one.until().map_or_else(String::new, |day| day.to_string());
    format!("{}{district} {}..{until}", one.role().key(), one.from())
}

/// Why not, for the person at the keyboard.
fn sentence(error: &domain::Error) -> String {
    match error {
        domain::Error::Invalid(wrong) => {
            let each = |wrong: &FieldError| {
                format!("{}: {}", wrong.field.replace('_', "-"), Lang::En.reason(wrong.reason))
            };
            wrong.iter().map(each).collect::<Vec<_>>().join(" ")
        }
        domain::Error::NotFound => {
            "There is no open account of this name; `pakmud user list` shows all.".to_owned()
        }
        other => Lang::En.error(other),
    }
}
