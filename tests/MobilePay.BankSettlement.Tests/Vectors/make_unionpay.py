#!/usr/bin/env python3
"""Makes unionpay.json: fresh keys and certificates, signatures and encryption, all by the openssl command.

Nothing here is shared with the service, so that a mistake can't agree with itself.
The keys are for these tests only.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).parent
MER_ID = "777290058100001"
LONG = ("20200101000000Z", "20991231235959Z")
OVER = ("20200101000000Z", "20210101000000Z")


def openssl(*arguments, stdin=b"", cwd=None):
    return subprocess.run(["openssl", *arguments], input=stdin, check=True, capture_output=True, cwd=cwd).stdout


def new_key():
    return openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048").decode()


def certificate(name, key, dates, issuer=None, serial="1001"):
    """A certificate over a key, signed by (key, certificate) of an issuer or by itself; `openssl ca` because it takes dates."""
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        (at / "key").write_text(key)
        (at / "serial").write_text(serial)
        (at / "index").write_text("")
        (at / "ca.key").write_text(issuer[0] if issuer else key)
        if issuer:
            (at / "ca.pem").write_text(issuer[1])
        (at / "conf").write_text(
            "[ca]\ndefault_ca=c\n[c]\nnew_certs_dir=.\ndatabase=index\nserial=serial\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n"
            "unique_subject=no\n[p]\nCN=supplied\n[req]\ndistinguished_name=d\n[d]\n[x]\nbasicConstraints=critical,CA:"
            + ("FALSE" if issuer else "TRUE") + "\n")
        openssl("req", "-new", "-key", "key", "-subj", f"/CN={name}", "-config", "conf", "-utf8", "-out", "request", cwd=folder)
        signer = ["-cert", "ca.pem"] if issuer else ["-selfsign"]
        openssl("ca", "-batch", "-config", "conf", "-keyfile", "ca.key", *signer, "-in", "request", "-out", "out", "-notext",
                "-utf8", "-startdate", dates[0], "-enddate", dates[1], cwd=folder)
        return (at / "out").read_text()


def content(fields):
    return "&".join(f"{k}={fields[k]}" for k in sorted(fields) if fields[k] and k != "signature")


def sign(private_pem, fields):
    digest = hashlib.sha256(content(fields).encode()).hexdigest()
    with tempfile.NamedTemporaryFile(suffix=".pem") as key:
        key.write(private_pem.encode())
        key.flush()
        return base64.b64encode(openssl("dgst", "-sha256", "-sign", key.name, stdin=digest.encode())).decode()


def crlf(pem):
    return pem.replace("\n", "\r\n")


merchant_key, root_key, signer_key, stranger_key, encrypt_key = (new_key() for _ in range(5))
merchant = certificate("Test Merchant", merchant_key, LONG, serial="0FA1")
root = certificate("Test Root", root_key, LONG, serial="01")
stranger_root = certificate("Another Root", stranger_key, LONG, serial="01")
name = "041@Z2025@中国银联股份有限公司@00000001"
signer = certificate(name, signer_key, LONG, (root_key, root), serial="2001")
other_name = certificate("041@Z2025@Another Company@00000001", signer_key, LONG, (root_key, root), serial="2002")
expired = certificate(name, signer_key, OVER, (root_key, root), serial="2003")
stranger = certificate(name, signer_key, LONG, (stranger_key, stranger_root), serial="2004")
encrypt = certificate("Test Encryption", encrypt_key, LONG, serial="00B1A2C3D4E5F6")

request = {"version": "5.1.0", "encoding": "UTF-8", "txnType": "01", "txnSubType": "01", "bizType": "000902", "merId": MER_ID,
           "orderId": "MP20251009000001", "txnTime": "20251009165320", "txnAmt": "5340", "currencyCode": "156", "signMethod": "01",
           "tokenPayData": "{trId=62000000001&token=6235240000020757577}", "backUrl": "https://pay.example/notify/bank/" + MER_ID,
           "reqReserved": "", "certId": str(int("0FA1", 16))}
notice = {"version": "5.1.0", "encoding": "UTF-8", "signMethod": "01", "txnType": "01", "txnSubType": "01", "bizType": "000902",
          "accessType": "0", "merId": MER_ID, "orderId": "MP20251009000001", "txnTime": "20251009165320", "txnAmt": "5340",
          "currencyCode": "156", "respCode": "00", "respMsg": "成功[0000000]", "queryId": "782510091653200000018", "traceNo": "000001",
          "traceTime": "1009165510", "settleDate": "1009", "settleAmt": "5340", "settleCurrencyCode": "156",
          "accNo": "6226********0001", "signPubKeyCert": crlf(signer)}
notice["signature"] = sign(signer_key, notice)
answer = {"version": "5.1.0", "merId": MER_ID, "respCode": "00", "respMsg": "成功[a&b=c]", "signMethod": "01",
          "tokenPayData": "{token=6235240000020757577&trId=62000000001&tokenEnd=20301009165320&tokenType=01}",
          "signPubKeyCert": crlf(signer)}
answer["signature"] = sign(signer_key, answer)

HERE.joinpath("unionpay.json").write_text(json.dumps({
    "remark": "Made by make_unionpay.py; keys for tests only.", "merId": MER_ID, "certId": request["certId"],
    "merchantKeyPem": merchant_key, "merchantCertPem": merchant, "rootCertPem": root, "signerKeyPem": signer_key,
    "signerCertPem": signer, "otherNameCertPem": other_name, "expiredCertPem": expired, "strangerRootPem": stranger_root,
    "strangerCertPem": stranger, "encryptKeyPem": encrypt_key, "encryptCertPem": encrypt,
    "encryptCertId": str(int("00B1A2C3D4E5F6", 16)),
    "request": {"fields": request, "content": content(request), "signature": sign(merchant_key, request)},
    "notice": {"fields": notice, "form": urllib.parse.urlencode(notice)},
    "answer": {"fields": answer, "body": "&".join(f"{k}={v}" for k, v in answer.items())},
}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
