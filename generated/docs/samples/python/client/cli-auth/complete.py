import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/cli/complete",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "login_code": "login-code-placeholder",
        "mode": "complete",
        "refresh_token": "refresh-token-placeholder",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
