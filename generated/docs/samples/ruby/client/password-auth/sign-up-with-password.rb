require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/auth/password/sign-up")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  email: "ada@example.com",
  password: "placeholder-password",
  verification_callback_url: "https://example.com/verify"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
