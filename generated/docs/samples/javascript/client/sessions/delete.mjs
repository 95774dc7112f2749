const response = await fetch("https://api.hexclave.com/api/v1/auth/sessions/f4b1c7a0-3d52-4f0e-9c55-1b0a2c3d4e5f?user_id=3241a285-8329-4d69-8f3d-316e08cf140c", {
  method: "DELETE",
  headers: {
    "X-Hexclave-Access-Type": "client",
    "X-Hexclave-Project-Id": "<your project UUID>",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
