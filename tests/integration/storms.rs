//! Storms, with a victim beside them who only wants to work.
//!
//! `STORM=long cargo nextest run --release --profile whole -E 'test(storms::)'` runs them at their full size and holds the
//! victim's time to what is promised. Without it they are short, and the times are those of any machine.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::support::{PASSWORD, Process, database_in, eventually, serve_command};

fn is_long() -> bool {
    std::env::var_os("STORM").is_some()
}

/// The larger number in a long storm.
fn size(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

/// How long the victim waits at the 99th percentile, at most.
fn patience() -> Duration {
    if is_long() { Duration::from_millis(250) } else { Duration::from_secs(3) }
}

/// The most resident memory, in MiB.
const MOST_MEMORY: u64 = 200;

/// How many files more are open because the pool has opened more readers, with a file, a log and an index each.
const POOL: usize = 12;

/// A server with somebody who works on it.
struct Scene {
    server: Process,
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    victim: Option<JoinHandle<Vec<Duration>>>,
    files_before: usize,
    _folder: tempfile::TempDir,
}

impl Scene {
    fn start(flags: &[&str]) -> Self {
        more_files();
        let folder = tempfile::tempdir().unwrap();
        let mut command = serve_command(&database_in(folder.path()), flags);
        // Temporary files are counted with the others.
        command.env("TMPDIR", folder.path());
        let mut server = Process::spawn(command).unwrap();
        let address = server.url.strip_prefix("http://").unwrap().parse().unwrap();
        server.sign_up("victim");
        let files_before = open_files(server.id());
        Self { server, address, is_over: Arc::default(), victim: None, files_before, _folder: folder }
    }

    /// Lets the victim read and write until the storm is over. It sees no error.
    fn begin(&mut self) {
        let (mut client, is_over) = (self.server.client(), Arc::clone(&self.is_over));
        self.victim = Some(std::thread::spawn(move || {
            let mut times = Vec::new();
            while !is_over.load(Ordering::Relaxed) {
                let began = Instant::now();
                client.expect("POST", "/tasks", Some(&json!({"title": "Work"})), 201);
                times.push(began.elapsed());
                let began = Instant::now();
                client.expect("GET", "/tasks?per_page=20", None, 200);
                times.push(began.elapsed());
                std::thread::sleep(Duration::from_millis(5));
            }
            times
        }));
    }

    /// Ends the storm, and looks at how the victim fared and what is left.
    fn end(mut self, name: &str) {
        let memory = resident_mib(self.server.id());
        self.is_over.store(true, Ordering::Relaxed);
        let mut times = self.victim.take().unwrap().join().expect("the victim sees no error");
        times.sort_unstable();
        let p99 = times[times.len() * 99 / 100];
        eprintln!("{name}: {} requests, 99th percentile {p99:?}, {memory} MiB", times.len());
        assert!(times.len() >= 20, "the victim came to {} requests", times.len());
        assert!(p99 <= patience(), "the victim waited {p99:?}");
        assert!(memory <= MOST_MEMORY, "{memory} MiB are resident");
        let began = Instant::now();
        eventually("all is as before", || open_files(self.server.id()) <= self.files_before + POOL);
        assert!(began.elapsed() < Duration::from_secs(5), "the storm left its traces for {:?}", began.elapsed());
        self.server.expect("GET", "/readyz", None, 200);
    }

    fn stream(&self, from: u8) -> impl Future<Output = TcpStream> + use<> {
        connect(self.address, from)
    }
}

/// Connects from an address of its own.
async fn connect(address: SocketAddr, from: u8) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 1, from], 0))).unwrap();
    // While all places are taken, a connection may be refused at once.
    socket.connect(address).await.unwrap()
}

fn more_files() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let wanted = Some(maximum.unwrap_or(16_384).min(16_384));
    setrlimit(Resource::Nofile, Rlimit { current: wanted, maximum }).unwrap();
}

fn open_files(process: u32) -> usize {
    std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count()
}

fn resident_mib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

async fn opened(scene: &Scene, count: usize, addresses: usize, first: &[u8]) -> Vec<TcpStream> {
    let mut streams = Vec::with_capacity(count);
    for number in 0..count {
        let mut stream = scene.stream(u8::try_from(number % addresses + 1).unwrap()).await;
        // A connection that has given way to another refuses it.
        let _ = stream.write_all(first).await;
        streams.push(stream);
    }
    streams
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_connections_from_one_address_and_from_many() {
    for addresses in [1, 50] {
        let mut scene = Scene::start(&[]);
        scene.begin();
        let streams = opened(&scene, size(1_500, 5_000), addresses, b"").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        drop(streams);
        scene.end("silent connections");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_that_trickle_in() {
    let mut scene = Scene::start(&[]);
    scene.begin();
    let mut streams = opened(&scene, size(600, 5_000), 20, b"GET /tasks HTTP/1.1\r\nHost: localhost\r\nX: ").await;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(size(2, 15) as u64) {
        for stream in &mut streams {
            let _ = stream.write_all(b"y").await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    drop(streams);
    scene.end("slow headers");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_do_not_end() {
    let mut scene = Scene::start(&[]);
    scene.begin();
    let head =
        "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 8000\r\n\r\n";
    let begun = [head.as_bytes(), &[b' '; 7_500]].concat();
    let streams = opened(&scene, size(600, 5_000), 50, &begun).await;
    tokio::time::sleep(Duration::from_secs(size(1, 20) as u64)).await;
    drop(streams);
    scene.end("unfinished bodies");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_without_end() {
    let mut scene = Scene::start(&[]);
    scene.begin();
    let most = size(1, 10) as u64 * 1024 * 1024 * 1024;
    let cookie = scene.server.cookie().unwrap().to_owned();
    for lengths in [format!("Content-Length: {most}"), "Transfer-Encoding: chunked".to_owned()] {
        let mut stream = scene.stream(1).await;
        let head = format!(
            "POST /tasks HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"
        );
        stream.write_all(format!("{head}{lengths}\r\n\r\n").as_bytes()).await.unwrap();
        let zeros = vec![0; 1024 * 1024];
        let chunk = [format!("{:x}\r\n", zeros.len()).as_bytes(), &zeros, b"\r\n"].concat();
        let (mut reading, mut writing) = stream.split();
        let sending = async {
            let mut sent = 0;
            while sent < most
                && writing.write_all(if lengths.contains("chunked") { &chunk } else { &zeros }).await.is_ok()
            {
                sent += zeros.len() as u64;
            }
            sent
        };
        let mut answer = Vec::new();
        let (sent, _) = tokio::join!(sending, reading.read_to_end(&mut answer));
        assert!(sent < most, "all of it was read");
        assert!(answer.starts_with(b"HTTP/1.1 413 "), "{}", String::from_utf8_lossy(&answer));
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    scene.end("a body without end");
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_nobody_reads() {
    let mut scene = Scene::start(&[]);
    let mut other = scene.server.stranger();
    other.sign_up("other");
    for _ in 0..size(100, 400) {
        let description = "Long. ".repeat(8_000);
        other.expect("POST", "/tasks", Some(&json!({"title": "Long", "description": description})), 201);
    }
    scene.begin();
    let cookie = other.cookie().unwrap();
    let head = format!("HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
    let mut streams = opened(&scene, 40, 5, format!("GET /tasks?per_page=100 {head}").as_bytes()).await;
    streams.extend(opened(&scene, size(40, 100), 5, format!("GET /export {head}").as_bytes()).await);
    // In a long storm the slow readers are cut off before they go.
    tokio::time::sleep(Duration::from_secs(size(3, 40) as u64)).await;
    if is_long() {
        eventually("slow readers are cut off", || open_files(scene.server.id()) <= scene.files_before + POOL);
    }
    drop(streams);
    scene.end("answers that nobody reads");
}

#[tokio::test(flavor = "multi_thread")]
async fn logins_from_sixty_addresses() {
    let flags = ["--rate-limit", "on", "--password-cost", if is_long() { "12" } else { "9" }];
    let mut scene = Scene::start(&flags);
    scene.begin();
    let is_over = Arc::clone(&scene.is_over);
    let guessers: Vec<_> = (1..=60)
        .map(|from| {
            let (address, is_over) = (scene.address, Arc::clone(&is_over));
            tokio::spawn(async move {
                while !is_over.load(Ordering::Relaxed) {
                    log_in(address, from, "wrong horse").await;
                }
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_secs(size(2, 10) as u64)).await;
    let began = Instant::now();
    // Whoever comes from elsewhere for the first time waits as told, as the page does.
    while let (status, retry_after) = log_in(scene.address, 99, PASSWORD).await
        && status != 200
    {
        assert!(began.elapsed() < Duration::from_secs(20), "a right password is not answered: {status}");
        tokio::time::sleep(Duration::from_secs(retry_after)).await;
    }
    eprintln!("a right password from elsewhere: {:?}", began.elapsed());
    is_over.store(true, Ordering::Relaxed);
    for guesser in guessers {
        guesser.await.unwrap();
    }
    scene.end("a storm of logins");
}

/// The status of a login, and after how many seconds to try again; 0 if the connection is refused.
async fn log_in(address: SocketAddr, from: u8, password: &str) -> (u16, u64) {
    let body = json!({"username": "victim", "password": password}).to_string();
    let head = "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let mut stream = connect(address, from).await;
    let request = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    let mut answer = Vec::new();
    if stream.write_all(request.as_bytes()).await.is_err() || stream.read_to_end(&mut answer).await.is_err() {
        return (0, 1);
    }
    let answer = String::from_utf8_lossy(&answer);
    let retry_after = answer.lines().find_map(|line| line.strip_prefix("retry-after: "));
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, retry_after.and_then(|seconds| seconds.trim().parse().ok()).unwrap_or(1))
}

#[tokio::test(flavor = "multi_thread")]
async fn streams_of_changes() {
    let mut scene = Scene::start(&[]);
    let accounts = size(13, 63);
    let mut streams = Vec::new();
    for number in 0..accounts {
        let mut listener = scene.server.stranger();
        listener.sign_up(&format!("listener{number}"));
        let cookie = listener.cookie().unwrap();
        let request = format!("GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        streams.extend(opened(&scene, 8, 1, request.as_bytes()).await);
    }
    scene.begin();
    for stream in &mut streams {
        stream.read_exact(&mut [0; 15]).await.unwrap();
    }
    tokio::time::sleep(Duration::from_secs(size(2, 10) as u64)).await;
    drop(streams);
    scene.end("streams of changes");
}
