import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/payments/purchases/purchase-session",
    json={
        "full_code": "purchase-code-placeholder",
        "price_id": "monthly",
        "quantity": 1,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
