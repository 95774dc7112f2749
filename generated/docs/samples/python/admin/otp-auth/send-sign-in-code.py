import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/otp/send-sign-in-code",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "email": "ada@example.com",
        "callback_url": "https://example.com/sign-in",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
