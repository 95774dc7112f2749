import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/password/set",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
        "X-Hexclave-Access-Token": "<the user's access token>",
    },
    json={
        "password": "placeholder-password",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
