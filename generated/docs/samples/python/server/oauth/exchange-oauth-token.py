import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/auth/oauth/token",
    json={
        "grant_type": "refresh_token",
        "client_id": "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063",
        "client_secret": "__stack_public_client__",
        "refresh_token": "refresh-token-placeholder",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
