import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/payments/purchases/validate-code",
    json={
        "full_code": "purchase-code-placeholder",
        "return_url": "https://example.com/bought",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
