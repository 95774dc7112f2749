const response = await fetch("https://api.hexclave.com/api/v1/team-memberships/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c", {
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
