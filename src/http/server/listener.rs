//! What the server listens on: TCP or a Unix socket, with TLS or without.

use std::io;
use std::net::IpAddr;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use listenfd::ListenFd;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio_rustls::server::TlsStream;

use crate::config::ListenAddress;
use crate::http::server::tls::Tls;

/// Whoever may open the socket's file: its owner and group, such as a proxy's.
const SOCKET_MODE: u32 = 0o660;

/// A socket that clients connect to.
#[derive(Debug)]
pub struct Listener {
    socket: Socket,
    tls: Option<Tls>,
}

#[derive(Debug)]
enum Socket {
    Tcp(TcpListener),
    /// With its file, unless somebody else made it.
    Unix(UnixListener, Option<PathBuf>),
}

impl Listener {
    /// Listens on an address, with TLS unless it is a Unix socket.
    pub async fn bind(address: &ListenAddress, tls: Option<Tls>) -> io::Result<Self> {
        match address {
            ListenAddress::Tcp(address) => Ok(Self { socket: Socket::Tcp(TcpListener::bind(address).await?), tls }),
            ListenAddress::Unix(path) => {
                remove_abandoned(path).await?;
                let listener = UnixListener::bind(path)?;
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(SOCKET_MODE))?;
                Ok(Self { socket: Socket::Unix(listener, Some(path.clone())), tls: None })
            }
        }
    }

    /// The sockets that a service manager has handed over (`sd_listen_fds(3)`).
    pub fn inherited(tls: Option<&Tls>) -> io::Result<Vec<Self>> {
        let mut inherited = ListenFd::from_env();
        let mut listeners = Vec::with_capacity(inherited.len());
        for index in 0..inherited.len() {
            // A socket of the other kind stays where it is.
            if let Ok(Some(listener)) = inherited.take_tcp_listener(index) {
                listener.set_nonblocking(true)?;
                listeners.push(Self { socket: Socket::Tcp(TcpListener::from_std(listener)?), tls: tls.cloned() });
            } else if let Some(listener) = inherited.take_unix_listener(index)? {
                listener.set_nonblocking(true)?;
                listeners.push(Self { socket: Socket::Unix(UnixListener::from_std(listener)?, None), tls: None });
            }
        }
        Ok(listeners)
    }

    /// Where clients find it.
    pub fn url(&self) -> io::Result<String> {
        match &self.socket {
            Socket::Tcp(listener) => {
                let scheme = if self.tls.is_some() { "https" } else { "http" };
                Ok(format!("{scheme}://{}", listener.local_addr()?))
            }
            Socket::Unix(listener, path) => {
                let address = listener.local_addr()?;
                let path = path.as_deref().or_else(|| address.as_pathname());
                Ok(format!("unix:{}", path.unwrap_or(Path::new("(unnamed)")).display()))
            }
        }
    }

    /// The next connection, and from which address it comes, unless it comes through a Unix socket.
    pub async fn accept(&self) -> io::Result<(Raw, Option<IpAddr>)> {
        match &self.socket {
            Socket::Tcp(listener) => {
                let (stream, peer) = listener.accept().await?;
                // Answers are written in one piece, so there is nothing to coalesce.
                stream.set_nodelay(true)?;
                Ok((Raw::Tcp(stream, self.tls.clone()), Some(peer.ip())))
            }
            Socket::Unix(listener, _) => Ok((Raw::Unix(listener.accept().await?.0), None)),
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Socket::Unix(_, Some(path)) = &self.socket {
            // Whoever starts next removes it otherwise.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Removes a socket that nobody listens on any more.
async fn remove_abandoned(path: &Path) -> io::Result<()> {
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_socket());
    if is_socket
        && let Err(error) = UnixStream::connect(path).await
        && error.kind() == io::ErrorKind::ConnectionRefused
    {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

/// A connection before TLS.
#[derive(Debug)]
pub enum Raw {
    Tcp(TcpStream, Option<Tls>),
    Unix(UnixStream),
}

impl Raw {
    /// The connection, after agreeing on TLS if that is spoken.
    pub async fn open(self) -> io::Result<Stream> {
        match self {
            Self::Tcp(stream, None) => Ok(Stream::Tcp(stream)),
            Self::Tcp(stream, Some(tls)) => Ok(Stream::Tls(Box::new(tls.acceptor().accept(stream).await?))),
            Self::Unix(stream) => Ok(Stream::Unix(stream)),
        }
    }

    /// Sends this without waiting, if nothing has to be agreed on before, and closes the connection.
    pub fn refuse(self, answer: &[u8]) {
        // It fits into the buffer of a new socket. Who doesn't get it sees a connection that is closed.
        let _ = match self {
            Self::Tcp(stream, None) => stream.try_write(answer),
            Self::Tcp(_, Some(_)) => Ok(0),
            Self::Unix(stream) => stream.try_write(answer),
        };
    }
}

/// A connection on which HTTP is spoken.
#[derive(Debug)]
pub enum Stream {
    Tcp(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
    Unix(UnixStream),
}

/// Does the same with whatever stream it is.
macro_rules! with_stream {
    ($stream:expr, $inner:ident => $work:expr) => {
        match $stream.get_mut() {
            Stream::Tcp($inner) => $work,
            Stream::Tls($inner) => $work,
            Stream::Unix($inner) => $work,
        }
    };
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        with_stream!(self, inner => Pin::new(inner).poll_read(context, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        with_stream!(self, inner => Pin::new(inner).poll_write(context, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        with_stream!(self, inner => Pin::new(inner).poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        with_stream!(self, inner => Pin::new(inner).poll_shutdown(context))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        with_stream!(self, inner => Pin::new(inner).poll_write_vectored(context, buffers))
    }

    fn is_write_vectored(&self) -> bool {
        match self {
            Self::Tcp(inner) => inner.is_write_vectored(),
            Self::Tls(inner) => inner.is_write_vectored(),
            Self::Unix(inner) => inner.is_write_vectored(),
        }
    }
}
