import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/sessions/current/refresh",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Refresh-Token": "<the user's refresh token>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
