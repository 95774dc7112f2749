import requests

response = requests.patch(
    "https://api.hexclave.com/api/v1/user-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "description": "Nightly import",
        "revoked": True,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
