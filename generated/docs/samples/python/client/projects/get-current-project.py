import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/projects/current",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
