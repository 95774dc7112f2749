import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/mfa/sign-in",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "type": "totp",
        "totp": "123456",
        "code": "codecodecodecodecodecodecodecodecodecode12345",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
