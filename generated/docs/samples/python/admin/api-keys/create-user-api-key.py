import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/user-api-keys",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "description": "Nightly import",
        "expires_at_millis": 1760086400000,
        "is_public": False,
        "user_id": "3241a285-8329-4d69-8f3d-316e08cf140c",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
