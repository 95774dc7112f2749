import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/contact-channels/verify",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "code": "codecodecodecodecodecodecodecodecodecode12345",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
