"""Municipalities' files of certificates: children in, invitations out."""

from office.certificate_files.reader import CertificateRows, read_certificates

__all__ = ["CertificateRows", "read_certificates"]
