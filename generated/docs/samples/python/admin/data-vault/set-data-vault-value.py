import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/data-vault/stores/secrets/set",
    headers={
        "X-Hexclave-Access-Type": "admin",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    },
    json={
        "hashed_key": "hashed-key-placeholder",
        "encrypted_value": "encrypted-value-placeholder",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
