//! TLS of the server's own, for whoever has a certificate and no proxy.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Context;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use crate::config::CertificateFiles;

/// A certificate and its key, as they were last read.
#[derive(Debug, Clone)]
pub struct Tls(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    chain: PathBuf,
    key: PathBuf,
    config: RwLock<Arc<ServerConfig>>,
}

impl Tls {
    /// Reads a certificate and its key.
    pub fn read(files: CertificateFiles<'_>) -> anyhow::Result<Self> {
        let config = RwLock::new(config(files.chain, files.key)?);
        Ok(Self(Arc::new(Inner { chain: files.chain.to_owned(), key: files.key.to_owned(), config })))
    }

    /// Reads them again, for new connections. If that fails, the former ones stay.
    pub fn reload(&self) -> anyhow::Result<()> {
        let config = config(&self.0.chain, &self.0.key)?;
        *self.0.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        Arc::clone(&self.0.config.read().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

fn config(chain: &Path, key: &Path) -> anyhow::Result<Arc<ServerConfig>> {
    let name = chain.display();
    let certificates: Vec<_> = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect)
        .with_context(|| format!("Can't read the certificate {name}"))?;
    anyhow::ensure!(!certificates.is_empty(), "There is no certificate in {name}. It should be in PEM.");
    let private =
        PrivateKeyDer::from_pem_file(key).with_context(|| format!("Can't read the private key {}", key.display()))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(certificates, private)
        .with_context(|| format!("Can't serve with the certificate {name} and the key {}", key.display()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
