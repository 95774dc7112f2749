import requests

response = requests.delete(
    "https://api.hexclave.com/api/v1/auth/sessions/f4b1c7a0-3d52-4f0e-9c55-1b0a2c3d4e5f?user_id=3241a285-8329-4d69-8f3d-316e08cf140c",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
