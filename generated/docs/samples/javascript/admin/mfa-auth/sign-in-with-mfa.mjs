const response = await fetch("https://api.hexclave.com/api/v1/auth/mfa/sign-in", {
  method: "POST",
  headers: {
    "X-Hexclave-Access-Type": "admin",
    "X-Hexclave-Project-Id": "<your project UUID>",
    "X-Hexclave-Super-Secret-Admin-Key": "sak_<your super secret admin key>",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    type: "totp",
    totp: "123456",
    code: "codecodecodecodecodecodecodecodecodecode12345",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
