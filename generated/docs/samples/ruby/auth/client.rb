require "net/http"

uri = URI("https://api.hexclave.com/api/v1/")
request = Net::HTTP::Get.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Publishable-Client-Key"] = "pck_<your publishable client key>"
request["X-Hexclave-Access-Token"] = "<the user's access token>"

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts response.body
