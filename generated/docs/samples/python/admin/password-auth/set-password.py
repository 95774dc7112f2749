import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/password/set",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
        "X-Hexclave-Access-Token": "<the user's access token>",
    },
    json={
        "password": "placeholder-password",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
