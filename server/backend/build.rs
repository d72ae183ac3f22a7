//! `sqlx::migrate!` notices a changed migration, but not a new one.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
