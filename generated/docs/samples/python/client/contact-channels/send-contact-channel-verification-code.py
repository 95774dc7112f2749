import requests

response = requests.post(
    "https://api.hexclave.com/api/v1/contact-channels/3241a285-8329-4d69-8f3d-316e08cf140c/b3d396b8-c574-4c80-97b3-50031675ceb2/send-verification-code",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    json={
        "callback_url": "https://example.com/verify",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
