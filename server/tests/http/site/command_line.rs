//! The program at the keyboard: what it says, and with which code it ends.

use crate::support::app::{database_file, migrated_dir};
use std::path::Path;
use std::process::{Command, Output};

/// The program, on a data folder of its own and nothing else from this environment.
pub fn pakmud(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pakmud"));
    command
        .env_clear()
        .current_dir(dir)
        .env("PAKMUD_DATA_DIR", dir)
        .env("PAKMUD_ADDR", "127.0.0.1:0");
    command
}

/// A folder with the files that the server demands.
pub fn build_site(dir: &Path) {
    let site = dir.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::write(site.join("hash.txt"), "js: aa\nwasm: bb\ncss: cc\n").unwrap();
    for file in ["pakmud.aa.js", "pakmud.bb.wasm", "pakmud.cc.css"] {
        std::fs::write(site.join("pkg").join(file), "").unwrap();
    }
}

pub fn ends(output: &Output, code: i32, words: &[&str]) {
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(code), "{said}");
    for word in words {
        assert!(said.contains(word), "{word} is not in: {said}");
    }
}

#[test]
fn help_names_the_commands_the_settings_and_the_exit_codes() {
    let dir = tempfile::tempdir().unwrap();
    let help = pakmud(dir.path()).arg("--help").output().unwrap();
    ends(
        &help,
        0,
        &[
            "serve",
            "migrate",
            "check",
            "backup",
            "restore",
            "open-year",
            "demo",
            "PAKMUD_TRUSTED_PROXIES",
            "Exit codes",
            "Examples",
        ],
    );
    ends(&pakmud(dir.path()).output().unwrap(), 2, &["Usage: pakmud"]);
    ends(&pakmud(dir.path()).arg("serv").output().unwrap(), 2, &["serve"]);
}

#[test]
fn migrate_says_what_it_did_and_the_second_time_that_there_was_nothing_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let first = pakmud(dir.path()).arg("migrate").output().unwrap();
    ends(&first, 0, &["Migrations: 0001", "added", "0 updated, 0 left alone"]);
    let second = pakmud(dir.path()).arg("migrate").output().unwrap();
    ends(&second, 0, &["none were pending", "0 added, 0 updated, 0 left alone"]);
    ends(&pakmud(dir.path()).arg("check").output().unwrap(), 0, &["All invariants hold."]);
}

#[test]
fn serve_and_check_refuse_a_database_that_they_cannot_use() {
    let dir = tempfile::tempdir().unwrap();
    build_site(dir.path());
    for command in ["serve", "check"] {
        ends(
            &pakmud(dir.path()).arg(command).output().unwrap(),
            2,
            &["pakmud.sqlite", "pakmud migrate"],
        );
    }
    std::fs::write(database_file(dir.path()), "").unwrap();
    for command in ["serve", "check"] {
        ends(&pakmud(dir.path()).arg(command).output().unwrap(), 2, &["pakmud migrate"]);
    }
    std::fs::write(database_file(dir.path()), "Dear diary, this is no database at all.").unwrap();
    for command in ["serve", "check", "migrate"] {
        ends(
            &pakmud(dir.path()).arg(command).output().unwrap(),
            2,
            &["pakmud.sqlite", "not a database"],
        );
    }
    let url = "postgres://nobody:hunter2@127.0.0.1:1/none";
    let away = pakmud(dir.path()).arg("serve").env("PAKMUD_DATABASE_URL", url).output().unwrap();
    ends(&away, 2, &["127.0.0.1"]);
    assert!(!String::from_utf8_lossy(&away.stderr).contains("hunter2"));
}

#[test]
fn a_setting_that_cannot_be_taken_stops_the_start_with_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    for (name, value, words) in [
        ("PAKMUD_ADDR", "3000", ["PAKMUD_ADDR is `3000`", "127.0.0.1:3000"]),
        ("PAKMUD_PUBLIC_URL", "ftp://x", ["PAKMUD_PUBLIC_URL is `ftp://x`", "https://"]),
        (
            "PAKMUD_DATABASE_URL",
            "mysql://root:hunter2@x",
            ["PAKMUD_DATABASE_URL is `mysql:…`", "sqlite:"],
        ),
        ("PAKMUD_TRUSTED_PROXIES", "proxy", ["PAKMUD_TRUSTED_PROXIES is `proxy`", "10.0.0.0/8"]),
        ("PAKMUD_LOG", "info,==", ["PAKMUD_LOG", "filter"]),
        ("PAKMUD_CONFIG", "absent.toml", ["absent.toml", "missing"]),
    ] {
        let output = pakmud(dir.path()).arg("serve").env(name, value).output().unwrap();
        ends(&output, 2, &words);
        assert_eq!(String::from_utf8_lossy(&output.stderr).trim().lines().count(), 1, "{name}");
    }
    std::fs::write(dir.path().join("pakmud.toml"), "adr = '127.0.0.1:1'").unwrap();
    ends(&pakmud(dir.path()).arg("check").output().unwrap(), 2, &["`adr`", "database_url"]);
    std::fs::write(dir.path().join("pakmud.toml"), "adr = [").unwrap();
    ends(&pakmud(dir.path()).arg("check").output().unwrap(), 2, &["pakmud.toml"]);
}

#[tokio::test]
async fn serve_says_which_built_file_is_missing() {
    let dir = migrated_dir().await;
    ends(
        &pakmud(dir.path()).arg("serve").env("PAKMUD_SITE_DIR", "nowhere").output().unwrap(),
        2,
        &["PAKMUD_SITE_DIR", "nowhere"],
    );
    build_site(dir.path());
    std::fs::remove_file(dir.path().join("site/pkg/pakmud.bb.wasm")).unwrap();
    ends(
        &pakmud(dir.path()).arg("serve").env("PAKMUD_SITE_DIR", "site").output().unwrap(),
        2,
        &["pakmud.bb.wasm"],
    );
}

#[tokio::test]
async fn a_year_is_opened_once_and_must_be_a_buddhist_one() {
    let dir = migrated_dir().await;
    let open = |year: &str| pakmud(dir.path()).args(["open-year", year]).output().unwrap();
    ends(&open("2567"), 0, &["was open already"]);
    ends(&open("2571"), 0, &["Fiscal year 2571: opened with", "2570"]);
    ends(&open("2571"), 0, &["was open already"]);
    ends(&open("2590"), 2, &["2589"]);
    ends(&open("2024"), 2, &["Buddhist"]);
}

#[tokio::test]
async fn a_catalogue_is_previewed_then_read_in_with_a_sentence_for_each_row() {
    let dir = migrated_dir().await;
    let file = dir.path().join("catalogue.csv");
    let load = |content: &[u8], more: &[&str]| {
        std::fs::write(&file, content).unwrap();
        let mut command = pakmud(dir.path());
        command.args(["open-year", "2571", "--catalogue", "catalogue.csv"]).args(more);
        command.output().unwrap()
    };
    let heading = "year,track,group,group_th,group_en,no,title_th,title_en,predecessor\n";
    let list = |rows: &str| format!("{heading}{rows}").into_bytes();
    let good = "2571,policy,,,,1,หนึ่ง,One,p2\n2571,quick_win,C,ใหม่,New,1,สอง,Two,\n";
    let bad =
        "2571,policy,,,,,หนึ่ง,One,p2\n2571,quick_win,Z,,,1,,Two,p44\n2570,policy,,,,3,สาม,Three,\n";
    ends(
        &load(&list(bad), &[]),
        1,
        &[
            "Row 2: the number is missing.",
            "Row 3: a quick win needs a group",
            "title is missing",
            "no item `p44`",
            "Row 4: the fiscal year is `2570`",
            "Nothing was changed",
        ],
    );
    let changes = ["p1  replaced, predecessor changed", "c1  added", "p2  removed"];
    let preview = [&changes[..], &["this was a dry run"]].concat();
    ends(&load(&list(good), &["--dry-run"]), 0, &preview);
    ends(&load(&list(good), &[]), 0, &[&changes[..], &["opened with this catalogue"]].concat());
    ends(&load(&list(good), &[]), 0, &["p1  unchanged", "had this catalogue already"]);
    let renamed = good.replace("One", "First");
    ends(&load(&list(&renamed), &[]), 0, &["p1  replaced\n", "has this catalogue now"]);
    ends(&load(b"{", &[]), 2, &["cannot be read as JSON or CSV"]);
    ends(&load(b"year,no\n2571,\xa1\n", &[]), 2, &["not encoded as UTF-8"]);
    ends(&load(b"year,nought\n2571,1\n", &[]), 2, &["`nought`"]);
    ends(
        &load(b"{\"fiscal_year\": 2569, \"items\": []}", &[]),
        2,
        &["of fiscal year 2569, not of 2571"],
    );
    ends(
        &pakmud(dir.path()).args(["open-year", "2571", "--dry-run"]).output().unwrap(),
        2,
        &["--catalogue"],
    );
    let absent = ["open-year", "2571", "--catalogue", "absent.csv"];
    ends(&pakmud(dir.path()).args(absent).output().unwrap(), 2, &["absent.csv"]);
    ends(&pakmud(dir.path()).arg("check").output().unwrap(), 0, &["All invariants hold."]);
}

#[tokio::test]
async fn demo_data_and_real_data_are_kept_apart() {
    let real = migrated_dir().await;
    build_site(real.path());
    ends(&pakmud(real.path()).arg("demo").output().unwrap(), 2, &["pakmud demo", "new file"]);
    let serve_real = pakmud(real.path())
        .args(["serve", "--demo"])
        .env("PAKMUD_SITE_DIR", "site")
        .output()
        .unwrap();
    ends(&serve_real, 2, &["--demo"]);
    let demo = tempfile::tempdir().unwrap();
    build_site(demo.path());
    for _ in 0..2 {
        ends(
            &pakmud(demo.path()).arg("demo").output().unwrap(),
            0,
            &["marked as a demo", "serve --demo"],
        );
    }
    let serve = |arguments: &[&str], addr: &str| {
        let mut command = pakmud(demo.path());
        command
            .arg("serve")
            .args(arguments)
            .env("PAKMUD_SITE_DIR", "site")
            .env("PAKMUD_ADDR", addr);
        command.output().unwrap()
    };
    ends(&serve(&[], "127.0.0.1:0"), 2, &["--demo"]);
    ends(&serve(&["--demo"], "0.0.0.0:0"), 2, &["--demo-public"]);
    ends(&serve(&["--demo-public"], "127.0.0.1:0"), 2, &["--demo"]);
}

#[tokio::test]
async fn a_backup_is_made_refused_replaced_and_restored_with_a_sentence_for_each() {
    let (dir, new) = (migrated_dir().await, tempfile::tempdir().unwrap());
    let backup = dir.path().join("one.backup");
    let copy = |arguments: &[&str]| {
        pakmud(dir.path()).arg("backup").args(arguments).arg(&backup).output().unwrap()
    };
    ends(&copy(&[]), 0, &["Backed up to", "MiB", "ends at", "one.backup.head"]);
    ends(&copy(&[]), 2, &["one.backup", "--replace"]);
    ends(&copy(&["--replace"]), 0, &["Backed up to"]);
    let restore = |into: &Path| pakmud(into).arg("restore").arg(&backup).output().unwrap();
    ends(&restore(dir.path()), 2, &["pakmud.sqlite", "there already"]);
    let noted = std::fs::read_to_string(dir.path().join("one.backup.head")).unwrap();
    let noted = noted.trim();
    ends(&restore(new.path()), 0, &["Restored from", noted, "All invariants hold."]);
    let check = pakmud(new.path()).args(["check", "--head", noted]).output().unwrap();
    ends(&check, 0, &["All invariants hold.", noted]);
    ends(&restore(new.path()), 2, &["there already"]);
    let on_postgres = |command: &str| {
        let mut pakmud = pakmud(new.path());
        pakmud.env("PAKMUD_DATABASE_URL", "postgres://me:hunter2@127.0.0.1:1/none");
        pakmud.args([command, "x"]).output().unwrap()
    };
    ends(&on_postgres("backup"), 2, &["pg_dump", "127.0.0.1"]);
    ends(&on_postgres("restore"), 2, &["pg_restore", "127.0.0.1"]);
}

#[tokio::test]
async fn a_backup_whose_log_differs_from_the_note_is_not_restored() {
    let (dir, new) = (migrated_dir().await, tempfile::tempdir().unwrap());
    let backup = dir.path().join("one.backup");
    let done = pakmud(dir.path()).arg("backup").arg(&backup).output().unwrap();
    ends(&done, 0, &["Backed up to"]);
    std::fs::write(dir.path().join("one.backup.head"), format!("4:{}", "f".repeat(64))).unwrap();
    let restored = pakmud(new.path()).arg("restore").arg(&backup).output().unwrap();
    ends(&restored, 1, &["nothing was restored", "differs from the head noted"]);
    assert!(!database_file(new.path()).exists());
}

#[tokio::test]
async fn accounts_are_added_listed_reset_and_disabled() {
    let dir = migrated_dir().await;
    let user = |arguments: &[&str]| {
        let mut command = pakmud(dir.path());
        command.arg("user").args(arguments).env("PAKMUD_PUBLIC_URL", "https://map.example.org");
        command.output().unwrap()
    };
    let link = "https://map.example.org/invitation?token=";
    ends(&user(&["add", "Admin", "--admin"]), 0, &["admin: hand over this link", link]);
    let reporter =
        ["add", "somchai", "--role", "DR", "--district", "p-nan-1", "--from", "2566-10-01"];
    ends(&user(&reporter), 0, &[link]);
    ends(&user(&reporter), 2, &["name: "]);
    ends(&user(&["add", "malee", "--role", "DR"]), 2, &["district: "]);
    ends(&user(&["add", "malee", "--role", "XX"]), 2, &["role: "]);
    ends(&user(&["add", "malee"]), 2, &["--role"]);
    ends(&user(&["list"]), 0, &["admin\tAdmin\tno password yet\tAD", "DR p-nan-1 2023-10-01.."]);
    ends(&user(&["reset", "somchai"]), 0, &[link]);
    ends(&user(&["disable", "somchai"]), 0, &["disabled"]);
    ends(&user(&["list", "somchai"]), 0, &["disabled"]);
    ends(&user(&["reset", "somchai"]), 2, &["pakmud user list"]);
    ends(&user(&["disable", "nobody"]), 2, &["pakmud user list"]);
    ends(&pakmud(dir.path()).arg("check").output().unwrap(), 0, &["All invariants hold."]);
}

#[tokio::test]
async fn what_is_about_a_person_is_erased_at_the_keyboard() {
    let dir = migrated_dir().await;
    let demo = dir.path().join("demo.sqlite");
    let run = |arguments: &[&str]| {
        let mut command = pakmud(dir.path());
        command.env("PAKMUD_DATABASE_URL", format!("sqlite:{}", demo.display()));
        command.args(arguments).output().unwrap()
    };
    ends(&run(&["demo"]), 0, &[]);
    ends(&run(&["erase", "p-nan-1"]), 2, &["--person"]);
    ends(&run(&["erase", "p-nan-1", "--fact", "telephone"]), 2, &["contact_mobile"]);
    ends(&run(&["erase", "nowhere", "--person", "1"]), 2, &[]);
    ends(&run(&["erase", "p-chiang-mai-1", "--person", "1"]), 0, &["Erased from 1 versions."]);
    ends(&run(&["erase", "p-chiang-mai-1", "--person", "1"]), 0, &["nothing to erase"]);
    ends(&run(&["check"]), 0, &["All invariants hold"]);
}
