import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/user-api-keys/check",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "api_key": "sk_placeholder_api_key",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
