using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Delete, "https://api.hexclave.com/api/v1/team-invitations/5f0c2f64-2f6e-4e6b-8d7a-3c1b9e8f7a60?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e");
request.Headers.Add("X-Hexclave-Access-Type", "client");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
