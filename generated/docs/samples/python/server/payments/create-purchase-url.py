import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/payments/purchases/create-purchase-url",
    headers={
        "X-Hexclave-Access-Type": "server",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    },
    json={
        "customer_type": "user",
        "customer_id": "3241a285-8329-4d69-8f3d-316e08cf140c",
        "product_id": "pro",
        "return_url": "https://example.com/bought",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
