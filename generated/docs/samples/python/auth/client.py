import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/",
    headers={
        "X-Hexclave-Access-Type": "client",
        "X-Hexclave-Project-Id": "<your project UUID>",
        "X-Hexclave-Publishable-Client-Key": "pck_<your publishable client key>",
        "X-Hexclave-Access-Token": "<the user's access token>",
    },
    timeout=30,
)
response.raise_for_status()
print(response.text)
