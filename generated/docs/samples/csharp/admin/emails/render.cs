using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.hexclave.com/api/v1/emails/render-email");
request.Headers.Add("X-Hexclave-Access-Type", "admin");
request.Headers.Add("X-Hexclave-Project-Id", "<your project UUID>");
request.Headers.Add("X-Hexclave-Super-Secret-Admin-Key", "sak_<your super secret admin key>");
request.Content = new StringContent(
    """
    {
      "template_id": "2f8a9b7c-6d5e-4f3a-8b1c-9d0e1f2a3b4c",
      "theme_id": false
    }
    """,
    Encoding.UTF8,
    "application/json");

using var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
