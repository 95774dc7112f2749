import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/password/reset/check-code",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "code": "codecodecodecodecodecodecodecodecodecode12345",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
