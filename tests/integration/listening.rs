//! Where the server listens: several addresses, Unix sockets, sockets of systemd, TLS.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{Process, database_in, eventually, run, serve_command};

const REQUEST: &[u8] = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

fn ask(stream: &mut (impl Read + Write)) -> String {
    stream.write_all(REQUEST).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn is_answered(socket: &Path) -> bool {
    UnixStream::connect(socket).is_ok_and(|mut stream| ask(&mut stream).contains(" 200 "))
}

#[test]
fn it_listens_on_several_addresses_and_on_a_socket() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("http.sock");
    let unix = format!("unix:{}", socket.display());
    let server = Process::start_with(&database_in(folder.path()), &["--listen", "127.0.0.1:0", "--listen", &unix]);
    let addresses: Vec<_> = server.url.split(" and ").map(str::to_owned).collect();
    assert_eq!(addresses.len(), 3, "{addresses:?}");
    assert_eq!(addresses[2], unix);
    for address in &addresses[..2] {
        let mut stream = TcpStream::connect(address.strip_prefix("http://").unwrap()).unwrap();
        assert!(ask(&mut stream).contains(" 200 "), "{address}");
    }
    assert!(is_answered(&socket));
    assert_eq!(socket.metadata().unwrap().permissions().mode() & 0o777, 0o660);
    let check = run(&["healthcheck", "--listen", &unix]);
    assert!(check.status.success(), "{check:?}");
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(!socket.exists(), "the socket is left");
    let check = run(&["healthcheck", "--listen", &unix]);
    assert!(String::from_utf8_lossy(&check.stderr).contains("Nobody answers"), "{check:?}");
}

#[test]
fn a_socket_that_a_killed_server_left_is_replaced_and_one_in_use_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let socket = folder.path().join("http.sock");
    let unix = format!("unix:{}", socket.display());
    Process::start_with(&path, &["--listen", &unix]).kill();
    assert!(socket.exists());
    let _server = Process::start_with(&path, &["--listen", &unix]);
    assert!(is_answered(&socket));
    let other = folder.path().join("other.db");
    let second = run(&["serve", "--listen", &unix, "--database", other.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&second.stderr).contains("Choose another address"), "{second:?}");
    assert!(is_answered(&socket), "the first one goes on");
    let file = folder.path().join("file");
    std::fs::write(&file, "kept").unwrap();
    let third = run(&["serve", "--listen", &format!("unix:{}", file.display()), "--database", other.to_str().unwrap()]);
    assert!(!third.status.success());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "kept");
}

/// Runs the server with a socket that was opened before, as systemd does.
#[test]
fn it_takes_a_socket_that_systemd_hands_over() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let plain = serve_command(&database_in(folder.path()), &[]);
    let script = "exec 3<&0 0</dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(plain.get_program()).args(plain.get_args());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.stdin(Stdio::from(OwnedFd::from(listener)));
    let server = Process::spawn(command).unwrap();
    assert_eq!(server.url, format!("http://{address}"), "--listen does not count");
    assert!(ask(&mut TcpStream::connect(address).unwrap()).contains(" 200 "));
    assert_eq!(server.terminate().0, Some(0));
}

#[test]
fn systemd_is_told_how_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notify");
    let told = UnixDatagram::bind(&path).unwrap();
    told.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut command = serve_command(&database_in(folder.path()), &[]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "100000").stdin(Stdio::null());
    let server = Process::spawn(command).unwrap();
    let next = || {
        let mut message = [0; 512];
        let length = told.recv(&mut message).unwrap();
        String::from_utf8_lossy(&message[..length]).into_owned()
    };
    let ready = next();
    assert!(ready.contains("READY=1") && ready.contains(&server.url), "{ready}");
    for _ in 0..3 {
        assert_eq!(next().trim(), "WATCHDOG=1");
    }
    let id = server.id().to_string();
    Command::new("kill").args(["-HUP", &id]).status().unwrap();
    eventually("the reload is told", || next().contains("RELOADING=1"));
    eventually("it is ready again", || next().contains("READY=1"));
    assert_eq!(server.terminate().0, Some(0));
    eventually("the end is told", || next().contains("STOPPING=1"));
}

/// Writes a certificate for localhost, and answers it.
fn make_certificate(folder: &Path) -> Vec<u8> {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    made.cert.der().to_vec()
}

/// Asks over TLS, trusting this certificate alone.
fn ask_trusting(url: &str, certificate: &[u8]) -> Result<u16, ureq::Error> {
    let port = url.rsplit_once(':').unwrap().1;
    let tls = ureq::tls::TlsConfig::builder()
        .root_certs(ureq::tls::RootCerts::new_with_certs(&[ureq::tls::Certificate::from_der(certificate).to_owned()]))
        .unversioned_rustls_crypto_provider(std::sync::Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let agent: ureq::Agent = ureq::Agent::config_builder().tls_config(tls).http_status_as_error(false).build().into();
    let answer = agent.get(format!("https://localhost:{port}/readyz")).call()?;
    assert!(answer.headers().contains_key("strict-transport-security"));
    Ok(answer.status().as_u16())
}

#[test]
fn it_speaks_tls_and_reads_a_new_certificate_on_sighup() {
    let folder = tempfile::tempdir().unwrap();
    let first = make_certificate(folder.path());
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let flags = ["--tls-cert", &file("cert.pem"), "--tls-key", &file("key.pem")];
    let mut command = serve_command(&database_in(folder.path()), &flags);
    command.stdin(Stdio::null());
    let server = Process::spawn(command).unwrap();
    assert!(server.url.starts_with("https://"), "{}", server.url);
    assert_eq!(ask_trusting(&server.url, &first).unwrap(), 200);
    let listen = server.url.strip_prefix("https://").unwrap();
    let check = run(&[&["healthcheck", "--listen", listen], &flags[..]].concat());
    assert!(check.status.success(), "{check:?}");
    let mut plain = TcpStream::connect(listen).unwrap();
    plain.write_all(REQUEST).unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP"), "plain HTTP is answered");

    let hang_up = || Command::new("kill").args(["-HUP", &server.id().to_string()]).status().unwrap();
    std::fs::write(folder.path().join("cert.pem"), "broken").unwrap();
    hang_up();
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(ask_trusting(&server.url, &first).unwrap(), 200, "the former certificate stays");
    let second = make_certificate(folder.path());
    hang_up();
    eventually("the new certificate is shown", || ask_trusting(&server.url, &second).is_ok());
    assert!(ask_trusting(&server.url, &first).is_err());
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("the former certificate stays"), "{log}");
}

#[test]
fn a_certificate_that_can_t_be_used_is_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    make_certificate(folder.path());
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (cert, key, none) = (file("cert.pem"), file("key.pem"), file("none.pem"));
    std::fs::create_dir(folder.path().join("other")).unwrap();
    make_certificate(&folder.path().join("other"));
    let other = file("other/key.pem");
    for (flags, said) in [
        (vec!["--tls-cert", &cert], "--tls-key"),
        (vec!["--tls-key", &key], "--tls-cert"),
        (vec!["--tls-cert", &none, "--tls-key", &key], "none.pem"),
        (vec!["--tls-cert", &key, "--tls-key", &key], "no certificate in"),
        (vec!["--tls-cert", &cert, "--tls-key", &cert], "private key"),
        (vec!["--tls-cert", &cert, "--tls-key", &other], "Can't serve with the certificate"),
    ] {
        let database = file("tracker.db");
        let refused = run(&[&["serve", "--listen", "127.0.0.1:0", "--database", &database], &flags[..]].concat());
        let line = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(if flags.len() == 2 { 2 } else { 1 }), "{flags:?}: {line}");
        let sentence = line.lines().find(|line| line.starts_with("tracker: ") || line.starts_with("error: ")).unwrap();
        assert!(sentence.contains(said), "{flags:?}: {line}");
    }
}

#[test]
fn plain_http_for_others_is_said_loudly() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let log_of = |flags: &[&str]| Process::start_with(&path, flags).terminate().1;
    let everywhere = ["--listen", "0.0.0.0:0"];
    assert!(log_of(&everywhere).contains("without TLS"));
    assert!(!log_of(&[&everywhere[..], &["--public-url", "https://tracker.example"]].concat()).contains("without TLS"));
    assert!(!log_of(&[]).contains("without TLS"));
}
