require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/auth/oauth/token")
request = Net::HTTP::Post.new(uri)
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  grant_type: "refresh_token",
  client_id: "6fbbf22e-f4b2-4c6e-95a1-beab6fa41063",
  client_secret: "__stack_public_client__",
  refresh_token: "refresh-token-placeholder"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
