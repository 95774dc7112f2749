import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/password/sign-up",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "email": "ada@example.com",
        "password": "placeholder-password",
        "verification_callback_url": "https://example.com/verify",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
