#!/usr/bin/env python3
"""Makes wechat.json and alipay.json (or the one named): fresh keys, signatures by the openssl command, AES-GCM from its cipher.

Nothing here is shared with the service, so that a mistake can't agree with itself.
The keys are for these tests only.
"""
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).parent
API_V3_KEY = "an-api-v3-key-of-32-ascii-chars!"
TIMESTAMP = "1760000000"


def openssl(*arguments, stdin=b""):
    return subprocess.run(["openssl", *arguments], input=stdin, check=True, capture_output=True).stdout


def new_key():
    private = openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
    return private.decode(), openssl("pkey", "-pubout", stdin=private).decode()


def sign(private_pem, message):
    with tempfile.NamedTemporaryFile(suffix=".pem") as key:
        key.write(private_pem.encode())
        key.flush()
        return base64.b64encode(openssl("dgst", "-sha256", "-sign", key.name, stdin=message)).decode()


def blocks(key, data):
    return openssl("enc", "-aes-256-ecb", "-K", key.hex(), "-nopad", stdin=data)


def times(x, y):
    """Multiplication in GF(2^128), NIST SP 800-38D section 6.3."""
    z, v = 0, y
    for i in range(127, -1, -1):
        if x >> i & 1:
            z ^= v
        v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
    return z


def seal(key, nonce, associated, plain):
    h = int.from_bytes(blocks(key, bytes(16)), "big")
    counters = b"".join(nonce + i.to_bytes(4, "big") for i in range(1, len(plain) // 16 + 3))
    stream = blocks(key, counters)
    cipher = bytes(a ^ b for a, b in zip(plain, stream[16:]))
    padded = lambda d: d + bytes(-len(d) % 16)
    hashed = padded(associated) + padded(cipher) + (len(associated) * 8).to_bytes(8, "big") + (len(cipher) * 8).to_bytes(8, "big")
    y = 0
    for i in range(0, len(hashed), 16):
        y = times(y ^ int.from_bytes(hashed[i:i + 16], "big"), h)
    tag = bytes(a ^ b for a, b in zip(y.to_bytes(16, "big"), stream[:16]))
    return base64.b64encode(cipher + tag).decode()


def wechat():
    merchant_private, merchant_public = new_key()
    platform_private, platform_public = new_key()

    request_body = '{"appid":"wx0000000000000001","mchid":"1900000001","description":"处方药费","out_trade_no":"MP20251009000001"}'
    request = {"method": "POST", "pathAndQuery": "/v3/pay/transactions/jsapi?note=%E8%8D%AF", "timestamp": TIMESTAMP,
               "nonce": "593BEC0C930BF1AFEB40B4A08C8FB242", "body": request_body}
    request["signature"] = sign(merchant_private, "\n".join(
        [request["method"], request["pathAndQuery"], TIMESTAMP, request["nonce"], request_body, ""]).encode())

    transaction = json.dumps({
        "appid": "wx0000000000000001", "mchid": "1900000001", "out_trade_no": "MP20251009000001",
        "transaction_id": "4200000000202510090000000001", "trade_type": "JSAPI", "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功", "bank_type": "OTHERS", "success_time": "2025-10-09T16:53:10+08:00",
        "payer": {"openid": "oTestOpenid00000000000000001"},
        "amount": {"total": 5340, "payer_total": 5340, "currency": "CNY", "payer_currency": "CNY"}}, ensure_ascii=False)
    nonce, associated = "0123456789ab", "transaction"
    ciphertext = seal(API_V3_KEY.encode(), nonce.encode(), associated.encode(), transaction.encode())
    notice_body = json.dumps({
        "id": "5d4c1a1e-0000-5000-8000-000000000001", "create_time": "2025-10-09T16:53:11+08:00",
        "resource_type": "encrypt-resource", "event_type": "TRANSACTION.SUCCESS", "summary": "支付成功",
        "resource": {"original_type": "transaction", "algorithm": "AEAD_AES_256_GCM", "ciphertext": ciphertext,
                     "associated_data": associated, "nonce": nonce}}, ensure_ascii=False)
    notice = {"timestamp": TIMESTAMP, "nonce": "EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz", "body": notice_body, "transaction": transaction}
    notice["signature"] = sign(platform_private, f"{TIMESTAMP}\n{notice['nonce']}\n{notice_body}\n".encode())

    payment = {"appId": "wx0000000000000001", "timestamp": TIMESTAMP, "nonce": "nonce0123456789", "package": "prepay_id=wx201410272009395522657a69"}
    payment["signature"] = sign(merchant_private, "\n".join([*payment.values(), ""]).encode())

    HERE.joinpath("wechat.json").write_text(json.dumps({
        "remark": "Made by make.py; keys for tests only.",
        "merchantPrivateKeyPem": merchant_private, "merchantPublicKeyPem": merchant_public,
        "platformPrivateKeyPem": platform_private, "platformPublicKeyPem": platform_public,
        "apiV3Key": API_V3_KEY, "request": request, "notice": notice, "payment": payment,
    }, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def bare(pem):
    """As Alipay's tools hand keys out: base64 alone."""
    return "".join(line for line in pem.splitlines() if "-----" not in line)


def self_signed(private_pem):
    with tempfile.TemporaryDirectory() as folder:
        key = pathlib.Path(folder, "key.pem")
        key.write_text(private_pem)
        return openssl("req", "-x509", "-utf8", "-key", str(key), "-days", "3650", "-set_serial", "0x8001020304050607080910111213141f",
                       "-subj", "/C=CN/O=Test Ant/OU=Test Authority/CN=Test Class 2 R1").decode()


def certificate_number(pem):
    text = openssl("x509", "-noout", "-issuer", "-serial", "-nameopt", "RFC2253", stdin=pem.encode()).decode()
    issuer, serial = re.search("issuer=(.*)\nserial=(.*)\n", text).groups()
    return hashlib.md5((issuer + str(int(serial, 16))).encode()).hexdigest()


def content_of(parameters, *left_out):
    return "&".join(f"{k}={v}" for k, v in sorted(parameters.items()) if v and k not in left_out)


def alipay():
    app_private, app_public = new_key()
    alipay_private, alipay_public = new_key()

    request = {"app_id": "9021000000000001", "method": "alipay.trade.query", "format": "JSON", "charset": "utf-8",
               "sign_type": "RSA2", "timestamp": "2025-10-09 16:53:20", "version": "1.0", "notify_url": "",
               "biz_content": '{"out_trade_no":"MP20251009000001","subject":"示例人民医院 处方药费"}'}
    request_sign = sign(app_private, content_of(request).encode())

    node = ('{ "code":"10000","msg":"Success", "out_trade_no":"MP20251009000001","sign":"inside, with \\"quotes\\" and }",'
            '"store_name":"a\\/b","subject":"药费"}')
    answer = '{\n "alipay_trade_query_response" : ' + node + ' ,\t"sign":"' + sign(alipay_private, node.encode()) + '"}'
    escaped = '{"code":"10000","qr_code":"https:\\/\\/qr.alipay.com\\/x"}'
    answer_escaped = '{"alipay_trade_precreate_response":' + escaped + ',"sign":"' \
        + sign(alipay_private, escaped.replace("\\/", "/").encode()) + '"}'

    notice = {"notify_time": "2025-10-09 16:53:21", "notify_type": "trade_status_sync", "notify_id": "2025100900222165310000000001",
              "charset": "utf-8", "version": "1.0", "sign_type": "RSA2", "app_id": "9021000000000001",
              "auth_app_id": "9021000000000001", "trade_no": "2025100922001400000000000001", "out_trade_no": "MP20251009000001",
              "seller_id": "2088000000000001", "buyer_id": "2088000000000009", "trade_status": "TRADE_SUCCESS",
              "total_amount": "53.40", "subject": "示例人民医院 处方药费 1+1", "body": "", "gmt_payment": "2025-10-09 16:53:10",
              "fund_bill_list": '[{"amount":"53.40","fundChannel":"ALIPAYACCOUNT"}]', "a_field_of_tomorrow": "50%"}
    notice["sign"] = sign(alipay_private, content_of(notice, "sign_type").encode())

    certificate = self_signed(app_private)
    HERE.joinpath("alipay.json").write_text(json.dumps({
        "remark": "Made by make.py; keys for tests only.",
        "appPrivateKeyPem": app_private, "appPrivateKeyPkcs8": bare(app_private),
        "appPrivateKeyPkcs1": bare(openssl("rsa", "-traditional", stdin=app_private.encode()).decode()),
        "appPublicKeyPem": app_public, "alipayPrivateKeyPem": alipay_private, "alipayPublicKeyPem": alipay_public,
        "alipayPublicKey": bare(alipay_public),
        "request": {"parameters": request, "signature": request_sign},
        "answer": {"raw": answer, "node": node}, "answerEscaped": {"raw": answer_escaped, "node": escaped},
        "notice": {"body": urllib.parse.urlencode(notice)},
        "certificate": {"pem": certificate, "number": certificate_number(certificate)},
    }, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


makers = {"wechat": wechat, "alipay": alipay}
for channel in sys.argv[1:] or makers:
    makers[channel]()
