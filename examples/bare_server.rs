//! The baseline of the benchmark: axum alone, answering the bytes of a file from memory.
//!
//! `bare_server ADDR FILE`

use std::{env, fs};

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [_, address, file] = &env::args().collect::<Vec<_>>()[..] else {
        return Err("usage: bare_server ADDR FILE".into());
    };
    let body = Bytes::from(fs::read(file)?);
    let answer = move || async move { ([(CONTENT_TYPE, "application/json")], body) };
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/tasks", get(answer))).await?;
    Ok(())
}
