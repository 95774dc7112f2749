import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/anonymous/sign-up",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
