//! TLS: the error if this machine doesn't trust a server.

use rustls::{CertificateError, Error};

/// The error for a connection that TLS has refused.
pub fn sentence(error: &Error, url: &str) -> String {
    let Error::InvalidCertificate(reason) = error else {
        return format!("Can't speak TLS with {url}: {error}. Check whether it is http:// rather than https://.");
    };
    match reason {
        CertificateError::UnknownIssuer => format!(
            "Nobody whom this machine trusts vouches for the certificate of {url}. If it is yours, add its authority \
             to those of the machine, or name its file in SSL_CERT_FILE."
        ),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("The certificate of {url} has expired. Renew it, or check this machine's clock.")
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            format!("The certificate of {url} is for another name. Log in with the name that it is for.")
        }
        other => format!("The certificate of {url} is not to be trusted: {other}. Have its server get another one."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_is_refused_is_said_so_with_what_to_do() {
        let said = |reason| sentence(&Error::InvalidCertificate(reason), "https://tracker.example");
        assert!(said(CertificateError::UnknownIssuer).contains("SSL_CERT_FILE"));
        assert!(said(CertificateError::Expired).contains("has expired. Renew it"));
        assert!(said(CertificateError::NotValidForName).contains("is for another name"));
        assert!(said(CertificateError::Revoked).contains("not to be trusted"));
    }
}
