const response = await fetch("https://api.hexclave.com/api/v1/team-invitations/send-code", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "server",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Secret-Server-Key": "ssk_<your secret server key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    team_id: "ad962777-8244-496a-b6a2-e0c6a449c79e",
    email: "grace@example.com",
    callback_url: "https://example.com/join",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
