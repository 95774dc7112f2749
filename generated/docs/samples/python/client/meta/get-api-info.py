import requests

response = requests.get(
    "https://api.hexclave.com/api/v1/",
    timeout=30,
)
response.raise_for_status()
print(response.text)
