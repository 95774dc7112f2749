using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Delete, "https://api.hexclave.com/api/v1/teams/ad962777-8244-496a-b6a2-e0c6a449c79e");
request.Headers.Add("X-Hexclave-Access-Type", "admin");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
